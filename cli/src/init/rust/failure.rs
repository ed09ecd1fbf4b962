//! What code does where there is no value: it fails, or it goes on.

use syn::visit::{self, Visit};
use syn::{Arm, Block, Expr, ExprCall, ExprMacro, Pat};

use super::facts::Need;

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
