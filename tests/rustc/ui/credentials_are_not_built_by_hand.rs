mod app {
    provider_credentials::credentials!("ui/good.yaml");
}

fn main() {
    let loaded = app::Credentials::load();
    let _ = app::Credentials { ..loaded };
}
