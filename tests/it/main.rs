//! What a program sees: generated types over real variables and real files.

mod api;
mod config;
mod environment;
mod file;
mod json;
mod metadata;
mod project;
mod sources;
mod support;
mod yaml;
