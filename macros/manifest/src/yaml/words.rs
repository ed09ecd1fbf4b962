//! What each of the parser's errors means, in our own words.

use provider_credentials_yaml::ErrorKind;

pub(super) const BAD_ESCAPE: &str = "invalid escape in double quotes";

/// The mistake and the fix.
#[allow(clippy::too_many_lines)] // a table
pub(super) fn words(kind: &ErrorKind) -> (String, &'static str) {
    use ErrorKind as E;

    let (message, help) = match kind {
        E::MismatchedFlowCollectionEnd { open, close } => {
            let expected = closing(*open);
            let message = format!("`{open}` is closed by `{close}`, expected `{expected}`");
            return (message, "close every bracket with its own kind");
        }
        E::UnclosedFlowCollection { open } => {
            let expected = closing(*open);
            return (
                format!("`{open}` is not closed, expected `{expected}`"),
                "add the closing bracket",
            );
        }
        E::UnexpectedEofFlowSequence => {
            ("`[` is not closed, expected `]`", "add the closing bracket")
        }
        E::UnexpectedEofFlowMapping | E::UnexpectedEofImplicitFlowMapping => {
            ("`{` is not closed, expected `}`", "add the closing bracket")
        }
        E::MisplacedFlowCollectionEnd => {
            ("closing bracket without an opening one", "remove it, or put quotes around the text")
        }
        E::ExpectedFlowMappingSeparator => (
            "expected `,` or `}` in this mapping",
            "separate its entries with `,`, and close it with `}`",
        ),
        E::ExpectedFlowSequenceSeparator => {
            ("expected `,` or `]` in this list", "separate its items with `,`")
        }
        E::UnclosedQuotedScalar => ("this quote is not closed", "add the closing quote"),
        E::DocumentIndicatorInQuotedScalar => {
            ("the text's quote is not closed before this line", "add the closing quote")
        }
        E::InvalidTrailingSingleQuotedScalar => {
            ("text after the closing quote", "write a quote inside single quotes twice: `''`")
        }
        E::InvalidTrailingDoubleQuotedScalar => {
            ("text after the closing quote", "write a quote inside double quotes as `\\\"`")
        }
        E::UnknownQuotedScalarEscape
        | E::InvalidQuotedScalarHexEscape
        | E::InvalidLowSurrogateHexEscape
        | E::InvalidLowSurrogate
        | E::MissingLowSurrogate
        | E::UnpairedLowSurrogate
        | E::InvalidUnicodeEscape => {
            (BAD_ESCAPE, "write `\\\\` for a backslash, or use single quotes")
        }
        E::TabInIndentation
        | E::TabInBlockIndentation
        | E::TabAtBlockScalarStart
        | E::TabNotAllowed
        | E::TabInPlainScalar => ("a tab cannot indent YAML", "use spaces"),
        E::InvalidIndentation
        | E::InvalidQuotedScalarIndent
        | E::InvalidBlockScalarIndent
        | E::InvalidFlowScalarIndent => (
            "this line is not indented like those it belongs to",
            "indent it with the same number of spaces",
        ),
        E::ExpectedBlockMappingKey | E::ExpectedBlockSequenceEntry => (
            "this line does not fit the mapping or list above it",
            "check its indentation, and that keys are `key: value` and items start with `- `",
        ),
        E::SimpleKeyExpected | E::InvalidSimpleKey => {
            ("expected `:` after this key", "write `key: value`, with a space after the colon")
        }
        E::MappingValueNotAllowed | E::InvalidColonPlacement | E::MappingKeyNotAllowed => (
            "a mapping cannot start here",
            "put quotes around a value that holds `: `, and check the indentation",
        ),
        E::BlockSequenceEntryNotAllowed | E::BlockEntryInFlowCollection => (
            "a list item cannot start here",
            "put each `- ` on its own line, or quotes around the text",
        ),
        E::InvalidBlockEntryWhitespace
        | E::InvalidMappingValueWhitespace
        | E::FlowMappingValueAdjacentCollection
        | E::ExpectedWhitespace => ("expected a space here", "put a space after `:` and `-`"),
        E::PlainScalarStartsWithDashFlowIndicator | E::UnexpectedCharacter { .. } => {
            ("text cannot begin with this character", "put quotes around the text")
        }
        E::CommentInterceptedScalar => {
            ("a comment stands in the middle of a text", "put quotes around the text")
        }
        E::CommentNotSeparated => (
            "expected a space before `#`",
            "put a space before a comment, or quotes around the text",
        ),
        E::ZeroBlockScalarIndent | E::InvalidBlockScalarHeader => {
            ("text after `|` or `>`", "start the text on the next line")
        }
        E::RecursionLimitExceeded => (
            "the manifest is nested deeper than 64 levels",
            "a credential needs no more than a few; flatten it",
        ),
        E::UnknownAnchor => ("unknown alias", "put quotes around text that begins with `*`"),
        E::MissingAnchorOrAliasName => {
            ("`*` or `&` without a name", "put quotes around text that begins with `*` or `&`")
        }
        E::UndeclaredTagHandle
        | E::ExpectedTagBang
        | E::InvalidGlobalTagCharacter
        | E::InvalidTagTerminator
        | E::MissingTagUri
        | E::UnclosedVerbatimTag
        | E::InvalidTagEscape
        | E::InvalidTagUtf8LeadingByte
        | E::InvalidTagUtf8TrailingByte
        | E::InvalidTagUtf8 => ("invalid tag", "put quotes around text that begins with `!`"),
        E::DuplicateVersionDirective
        | E::UnsupportedYamlMajorVersion
        | E::DuplicateTagDirective
        | E::MissingDocumentEndBeforeDirective
        | E::ExpectedTagDirectiveBang
        | E::InvalidDirectiveTerminator
        | E::DirectiveDisallowed
        | E::MissingYamlVersionSeparator
        | E::MissingDirectiveName
        | E::InvalidDirectiveName
        | E::DirectiveByteLimitExceeded { .. }
        | E::TooManyReservedDirectiveParams { .. }
        | E::YamlVersionTooLong
        | E::MissingYamlVersion
        | E::InvalidTagDirectiveTerminator => {
            ("invalid directive", "put quotes around text that begins with `%`")
        }
        E::BomInsideDocument => {
            ("byte-order mark inside the text", "remove the invisible character")
        }
        E::ExpectedDocumentStart | E::InvalidDocumentEnd => (
            "text after the end of the document",
            "check the indentation; a manifest is one mapping",
        ),
        _ => ("this is not valid YAML", "check the quotes, brackets and indentation here"),
    };
    (message.to_owned(), help)
}

fn closing(open: char) -> char {
    if open == '{' { '}' } else { ']' }
}
