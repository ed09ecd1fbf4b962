mod load;

pub(crate) use load::{Loaded, Variables, agent, application, code, load, secret, set};
