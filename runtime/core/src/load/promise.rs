/// What the caller of `Loader::remove_loaded_variables` promised. Nothing else makes one.
#[derive(Clone, Copy)]
pub(super) struct Promise(());

impl Promise {
    pub(super) fn new() -> Self {
        Self(())
    }
}
