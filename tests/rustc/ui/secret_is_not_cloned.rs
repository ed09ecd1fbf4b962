use provider_credentials::Secret;

fn twice(secret: &Secret) -> (Secret, Secret) {
    (secret.clone(), secret.clone())
}

fn main() {}
