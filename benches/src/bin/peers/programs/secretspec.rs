use std::env;

use secretspec::{Secret, Secrets, Spec};

pub fn by(name: &str, size: usize) -> impl Fn() -> Box<dyn std::any::Any> {
    let provider = match name {
        "secretspec-env" => "env".to_owned(),
        "secretspec-dotenv" => "dotenv:.env".to_owned(),
        "secretspec-file" => {
            format!("file://{}", env::current_dir().expect("a directory").display())
        }
        _ => panic!("not known"),
    };
    let spec = spec(size);
    move || {
        let mut secrets = Secrets::from_spec(spec.clone()).expect("secrets").with_reason("start");
        secrets.set_provider(provider.as_str());
        match secrets.validate().expect("a provider") {
            Ok(validated) => Box::new(validated),
            Err(_) => panic!("not all loaded"),
        }
    }
}

fn spec(size: usize) -> Spec {
    let mut spec = Spec::builder("bench");
    for index in 0..size {
        spec = spec.secret(format!("CREDENTIAL_{index:05}"), Secret::required("a key"));
    }
    spec.build().expect("a specification")
}
