//! Whether the program goes on without a value that it reads.

use syn::visit::{self, Visit};
use syn::{Arm, Block, Expr, ExprCall, ExprMacro, Pat};

use super::postfix::Step;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    Required,
    Optional,
    /// The code does not say.
    Unclear,
    /// Required, unless another variable is set.
    OneOf,
}

/// What the steps begin with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Start {
    Result,
    Option,
    /// It is there, whatever the environment has.
    Value(Need),
}

/// What leaves a `Result` or an `Option` one of its kind, and the error without a meaning of its own.
const SAME: [&str; 16] = [
    "and_then",
    "as_deref",
    "as_deref_mut",
    "as_mut",
    "as_ref",
    "clone",
    "cloned",
    "copied",
    "filter",
    "flatten",
    "inspect",
    "inspect_err",
    "into",
    "map",
    "take",
    "to_owned",
];

/// What makes an error of an absent value.
const ERRORS: [&str; 8] = [
    "change_context",
    "context",
    "map_err",
    "ok_or",
    "ok_or_else",
    "with_context",
    "wrap_err",
    "wrap_err_with",
];

/// From what is done with it; `end` is what the code around says of a value that is still open.
pub(super) fn need(steps: &[Step], start: Start, end: Option<Need>) -> Need {
    let mut is_option = match start {
        Start::Value(need) => return need,
        start => start == Start::Option,
    };
    let mut is_error = false;
    for step in steps {
        let Step::Method { name, fails, .. } = step else {
            return if is_option { end.unwrap_or(Need::Unclear) } else { Need::Required };
        };
        match name.as_str() {
            "unwrap" | "expect" => return Need::Required,
            "unwrap_or_else" | "map_or_else" if *fails => return Need::Required,
            "or_else" | "or" | "unwrap_or_else" | "map_or_else" | "unwrap_or" | "map_or"
            | "unwrap_or_default" | "is_ok" | "is_some" | "is_err" | "is_none" | "is_ok_and"
            | "is_some_and" | "is_none_or" | "xor" => return Need::Optional,
            "ok" => (is_option, is_error) = (true, false),
            "ok_or" | "ok_or_else" => (is_option, is_error) = (false, true),
            name if ERRORS.contains(&name) => (is_option, is_error) = (false, true),
            name if SAME.contains(&name) => {}
            _ if is_option => return Need::Optional,
            _ => return Need::Unclear,
        }
    }
    match end {
        Some(need) => need,
        None if is_option => Need::Optional,
        None if is_error => Need::Required,
        None => Need::Unclear,
    }
}

/// What a read in `.or_else(…)` and the like needs, where that is what the code behind it says.
pub(super) fn either(need: Need, instead: Need) -> Need {
    match (need, instead) {
        (Need::Optional, _) | (Need::Unclear, Need::Optional) => Need::Optional,
        (Need::Required | Need::OneOf, _) | (_, Need::Required | Need::OneOf) => Need::OneOf,
        (Need::Unclear, Need::Unclear) => Need::Unclear,
    }
}

/// Of `if let` and `while let`.
pub(super) fn of_let(pattern: &Pat, then: Option<&Block>, or_else: Option<&Expr>) -> Need {
    if is_value(pattern) {
        or_else.map_or(Need::Optional, of_failure)
    } else {
        then.map_or(Need::Unclear, |then| ends(|ends| ends.visit_block(then)))
    }
}

/// Of `match`, by the arms for a value that is not there.
pub(super) fn of_match(arms: &[Arm]) -> Need {
    let failures = arms.iter().filter(|arm| !is_value(&arm.pat));
    let needs: Vec<Need> = failures.map(|arm| of_failure(&arm.body)).collect();
    let has = |need| needs.contains(&need);
    match needs.as_slice() {
        [] => Need::Unclear,
        // One for `NotPresent`, and one for text that is no Unicode.
        _ if has(Need::Optional) => Need::Optional,
        _ if has(Need::Unclear) => Need::Unclear,
        _ => Need::Required,
    }
}

/// `Ok(…)`, `Some(…)`
fn is_value(pattern: &Pat) -> bool {
    match pattern {
        Pat::TupleStruct(pattern) => pattern
            .path
            .segments
            .last()
            .is_some_and(|last| last.ident == "Ok" || last.ident == "Some"),
        Pat::Or(pattern) => pattern.cases.iter().all(is_value),
        Pat::Paren(pattern) => is_value(&pattern.pat),
        Pat::Reference(pattern) => is_value(&pattern.pat),
        _ => false,
    }
}

/// Of the code that runs if there is no value.
pub(super) fn of_failure(code: &Expr) -> Need {
    ends(|ends| ends.visit_expr(code))
}

fn ends(visit: impl FnOnce(&mut Ends)) -> Need {
    let mut ends = Ends::default();
    visit(&mut ends);
    match ends {
        Ends { fails: true, .. } => Need::Required,
        Ends { leaves: true, .. } => Need::Unclear,
        Ends { .. } => Need::Optional,
    }
}

/// Whether code ends the program with an error.
pub(super) fn fails(code: &Expr) -> bool {
    of_failure(code) == Need::Required
}

#[derive(Default)]
struct Ends {
    /// A panic, the end of the process or an error.
    fails: bool,
    /// The function or the loop, and what that means is not known.
    leaves: bool,
}

impl Visit<'_> for Ends {
    fn visit_expr_macro(&mut self, call: &ExprMacro) {
        const FAILING: [&str; 6] =
            ["panic", "bail", "unreachable", "todo", "unimplemented", "abort"];
        let name = call.mac.path.segments.last().map(|last| last.ident.to_string());
        self.fails |= name.is_some_and(|name| FAILING.contains(&name.as_str()));
    }

    fn visit_expr_call(&mut self, call: &ExprCall) {
        if let Expr::Path(function) = &*call.func {
            let name = function.path.segments.last().map(|last| last.ident.to_string());
            self.fails |= name.is_some_and(|name| ["exit", "abort", "Err"].contains(&&*name));
        }
        visit::visit_expr_call(self, call);
    }

    fn visit_expr_return(&mut self, code: &syn::ExprReturn) {
        self.leaves = true;
        visit::visit_expr_return(self, code);
    }

    fn visit_expr_break(&mut self, _: &syn::ExprBreak) {
        self.leaves = true;
    }

    fn visit_expr_continue(&mut self, _: &syn::ExprContinue) {
        self.leaves = true;
    }

    fn visit_item(&mut self, _: &syn::Item) {}
}
