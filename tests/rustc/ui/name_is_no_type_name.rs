#![deny(non_camel_case_types)]

provider_credentials::credentials!("ui/good.yaml", pub(crate) struct providers);

fn main() {
    let _ = providers::load();
}
