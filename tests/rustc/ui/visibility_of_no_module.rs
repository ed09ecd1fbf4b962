provider_credentials::credentials!("ui/good.yaml", pub(in crate::nowhere) struct Providers);

fn main() {}
