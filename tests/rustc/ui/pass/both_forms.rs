use provider_credentials::credentials;

credentials!("ui/good.yaml");
credentials!("ui/good.yaml", pub(crate) struct Providers);

mod inner {
    provider_credentials::credentials!(r"ui/good.yaml", pub(in crate::inner) struct Raw);

    pub fn ids() -> usize {
        Raw::load().ids().len()
    }
}

fn main() {
    let both = (Credentials::load(), Providers::load());
    assert_eq!(both.0.anthropic_sonnet.config.base_url, both.1.anthropic_sonnet.config.base_url);
    assert_eq!(CredentialId::Openai.as_str(), ProvidersId::Openai.as_str());
    assert_eq!(inner::ids(), 2);
}
