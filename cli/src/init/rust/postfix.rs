//! What is done with a value that was read: `.unwrap()`, `?` and the like behind it.

use syn::Expr;

use super::super::found::Shape;
use super::failure::fails;

/// One step behind the read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    /// A method, whether it has arguments, which are not repeated as they may hold a value, and whether these end
    /// the program.
    Method {
        name: String,
        has_arguments: bool,
        fails: bool,
    },
    Question,
}

impl Step {
    pub(super) fn shown(&self) -> String {
        match self {
            Step::Method { name, has_arguments: false, .. } => format!(".{name}()"),
            Step::Method { name, .. } => format!(".{name}(…)"),
            Step::Question => "?".to_owned(),
        }
    }
}

/// No code does more with a value in one go.
const MAX_STEPS: usize = 32;

/// The expression that others stand behind, and what they do, in order.
pub(super) fn unwound(expr: &Expr) -> (&Expr, Vec<Step>) {
    let mut base = expr;
    let mut steps = Vec::new();
    while steps.len() < MAX_STEPS {
        base = match base {
            Expr::MethodCall(call) => {
                steps.push(Step::Method {
                    name: call.method.to_string(),
                    has_arguments: !call.args.is_empty(),
                    fails: ["unwrap_or_else", "map_or_else"].iter().any(|name| call.method == name)
                        && call.args.iter().any(is_failing),
                });
                &call.receiver
            }
            Expr::Try(tried) => {
                steps.push(Step::Question);
                &tried.expr
            }
            _ => break,
        };
    }
    steps.reverse();
    (base, steps)
}

/// A closure that ends the program.
fn is_failing(argument: &Expr) -> bool {
    matches!(argument, Expr::Closure(closure) if fails(&closure.body))
}

/// What changes an error, and leaves the value.
const ERRORS: [&str; 8] = [
    "map_err",
    "context",
    "with_context",
    "ok_or",
    "ok_or_else",
    "wrap_err",
    "wrap_err_with",
    "change_context",
];

/// The shape, and how many of the steps belong to it.
pub(super) fn shape(steps: &[Step]) -> (Shape, usize) {
    let Some(first) = steps.first() else { return (Shape::Result, 0) };
    let name = match first {
        Step::Question => return (Shape::Question, 1),
        Step::Method { name, .. } => name.as_str(),
    };
    match name {
        "unwrap" | "expect" => (Shape::Unwrap, 1),
        "unwrap_or_default" => (Shape::OrEmpty, 1),
        "unwrap_or" | "unwrap_or_else" => (Shape::OrElse, 1),
        "is_ok" | "is_some" => (Shape::IsSet, 1),
        "is_err" | "is_none" => (Shape::IsUnset, 1),
        "ok" => (Shape::Optional, 1),
        name if ERRORS.contains(&name) && steps.get(1) == Some(&Step::Question) => {
            (Shape::Question, 2)
        }
        _ => (Shape::Result, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes() {
        for (code, expected, taken) in [
            ("f()", Shape::Result, 0),
            ("f()?", Shape::Question, 1),
            ("f().map_err(E)?", Shape::Question, 2),
            ("f().map_err(E)", Shape::Result, 0),
            ("f().expect(\"x\").parse()", Shape::Unwrap, 1),
            ("f().ok().map(g)", Shape::Optional, 1),
            ("f().unwrap_or_else(|_| g())", Shape::OrElse, 1),
            ("f().is_none()", Shape::IsUnset, 1),
        ] {
            let expr: Expr = syn::parse_str(code).expect("code");
            let (base, steps) = unwound(&expr);
            assert!(matches!(base, Expr::Call(_)), "{code}");
            assert_eq!(shape(&steps), (expected, taken), "{code}");
        }
    }
}
