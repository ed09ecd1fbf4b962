use std::rc::Rc;

use super::builder::Builder;
use super::node::Node;
use super::{accusation, syntax};
use crate::report::Problems;
use crate::source::SourceFile;

/// The document's root. There is none if the text is no YAML, which has then been reported.
pub(crate) fn parse(source: &SourceFile, problems: &mut Problems) -> Option<Rc<Node>> {
    let mut found = Problems::new();
    match Builder::new(source.text(), &mut found).run() {
        Ok(root) => {
            problems.append(found);
            // Text without a document says as much as one that is null.
            Some(root.unwrap_or_else(|| Rc::new(Node::null())))
        }
        // Whatever was found before rests on a structure that is not what was meant.
        Err(fatal) => {
            let text = source.text();
            problems.push(
                syntax::merge_conflict(text)
                    .unwrap_or_else(|| accusation::on_line_of_secret(*fatal, text)),
            );
            None
        }
    }
}
