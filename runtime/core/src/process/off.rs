//! In place of what feature `hardening` has: the compiler's error names the feature.

#![allow(missing_docs, private_bounds, unreachable_pub, reason = "nobody can call it")]

#[diagnostic::on_unimplemented(
    message = "`harden_process` needs feature `hardening` of provider-credentials",
    label = "enable feature `hardening` in Cargo.toml"
)]
trait Hardening<'off> {}

pub fn harden_process()
where
    for<'off> (): Hardening<'off>,
{
}
