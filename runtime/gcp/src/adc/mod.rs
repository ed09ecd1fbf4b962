//! Application default credentials: where Google's own clients find them, in their order.

mod authorized_user;
mod default;
mod document;
mod executable;
mod external;
mod find;
mod grant;
mod impersonated;
mod metadata;
mod scope;
mod service_account;
mod subject;

pub(crate) use default::{project, token};
