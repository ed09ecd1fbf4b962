provider_credentials::__private::same_version! { "9.9.9" }

fn main() {}
