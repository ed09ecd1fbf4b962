use std::any::type_name;
use std::fmt::{Debug, Display};
use std::sync::{Mutex, PoisonError};

/// What the value of a type prints as.
#[derive(Clone)]
pub(super) struct Shown {
    pub(super) name: &'static str,
    pub(super) text: String,
}

static ALL: Mutex<Vec<Shown>> = Mutex::new(Vec::new());

pub(super) fn shown() -> Vec<Shown> {
    ALL.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

impl Shown {
    /// Whether it is of the type with this name, whatever its parameters.
    pub(super) fn is_of(&self, name: &str) -> bool {
        let path = self.name.split('<').next().unwrap_or_default();
        path.rsplit("::").next() == Some(name) || name.contains('<') && self.name.ends_with(name)
    }
}

pub(super) fn add<T: Debug + ?Sized>(value: &T, displayed: Option<String>) {
    let displayed = displayed.unwrap_or_default();
    let text = format!("{value:?}\n{value:#?}\n{value:x?}\n{displayed}");
    let shown = Shown { name: type_name::<T>(), text };
    ALL.lock().unwrap_or_else(PoisonError::into_inner).push(shown);
}

/// A value whose type may have `Display`: of the two traits, the compiler takes the first if it can.
pub(super) struct Probe<'v, T: ?Sized>(pub(super) &'v T);

pub(super) trait Displayed {
    fn displayed(&self) -> Option<String>;
}

impl<T: Display + ?Sized> Displayed for Probe<'_, T> {
    fn displayed(&self) -> Option<String> {
        Some(format!("{}\n{:#}", self.0, self.0))
    }
}

pub(super) trait NotDisplayed {
    fn displayed(&self) -> Option<String>;
}

impl<T: ?Sized> NotDisplayed for &Probe<'_, T> {
    fn displayed(&self) -> Option<String> {
        None
    }
}

/// Shows a value by `{:?}`, `{:#?}`, `{:x?}`, and `{}` and `{:#}` if it has them.
macro_rules! show {
    ($($value:expr),* $(,)?) => {{
        #[allow(unused_imports, reason = "one of the two is used")]
        use crate::types::shown::{Displayed, NotDisplayed, Probe, add};
        $(
            let value = $value;
            let displayed = (&Probe(value)).displayed();
            add(value, displayed);
        )*
    }};
}
pub(super) use show;

#[test]
fn what_has_a_display_is_displayed() {
    #[derive(Debug)]
    struct OnlyDebug;

    show!(&OnlyDebug, &7);
    let of = |name: &str| shown().into_iter().find(|shown| shown.is_of(name)).expect("shown");
    assert_eq!(of("OnlyDebug").text, "OnlyDebug\nOnlyDebug\nOnlyDebug\n");
    assert_eq!(of("i32").text, "7\n7\n7\n7\n7");
}
