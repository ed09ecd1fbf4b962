mod clock;

use provider_credentials_codegen::{Options, SourceFile, generate};

fn main() {
    let manifest = std::fs::read_to_string("manifest.yaml").unwrap();
    for _ in 0..15 {
        let text = manifest.clone();
        let start = clock::processor_time();
        let code = generate(SourceFile::new("manifest.yaml", text), &Options::default());
        println!("{}", (clock::processor_time() - start) / 1e6);
        assert!(code.is_ok());
    }
}
