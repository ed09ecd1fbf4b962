//! The sources of one load that are asked: each on a thread of its own, all at the same time, and each within its time.

use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use super::done::{Done, DoneJobs, Reply};
use super::environment::Environment;
use super::job::{Job, Key, Provider, is_stuck, leave};
use crate::contract::{Needed, Opened, Opener, Source, SourceRequest, Unanswered, Until};
use crate::file::FileRules;
use crate::spec::RemoteSpec;

/// What a load asks with, and how long it may.
pub(crate) struct Limits<'l> {
    /// By the program; of two with one name the last counts.
    pub(crate) registered: &'l [(String, Arc<dyn Source>)],
    pub(crate) opened: &'l Arc<Opened>,
    pub(crate) environment: &'l Environment,
    pub(crate) files: &'l FileRules,
    /// Of each source, whenever it is asked.
    pub(crate) of_source: Duration,
    /// Of all together, since the load began.
    pub(crate) of_load: Duration,
    /// How long ago that was.
    pub(crate) elapsed: &'l dyn Fn() -> Duration,
    /// Whether threads have to end before the load does: variables are removed then.
    pub(crate) must_end: bool,
}

/// The sources that were asked and what they have not answered yet.
pub(crate) struct Asking<'l> {
    limits: Limits<'l>,
    done: Arc<DoneJobs>,
    /// By the number of the job.
    asked: Vec<Asked>,
}

/// A source that was asked.
struct Asked {
    kind: &'static str,
    key: Key,
    tickets: Vec<usize>,
    thread: Option<JoinHandle<()>>,
    /// Since the load began.
    deadline: Duration,
    /// For messages.
    limit: Duration,
    state: State,
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    Waiting,
    Done,
    /// It had its time in this load: asked again, it would take it again.
    Late,
}

impl<'l> Asking<'l> {
    pub(crate) fn new(limits: Limits<'l>) -> Self {
        Self { limits, done: Arc::default(), asked: Vec::new() }
    }

    /// Asks every source for all that wait for it. What is not asked has its reply at once. `needed` copies what a
    /// source needs itself.
    pub(crate) fn start(
        &mut self,
        waiting: Vec<(&'static RemoteSpec, SourceRequest)>,
        needed: &dyn Fn(&[String]) -> Needed,
    ) -> Vec<Reply> {
        let mut replies = Vec::new();
        for group in groups(waiting) {
            let mut tickets = Vec::with_capacity(group.requests.len());
            for request in &group.requests {
                tickets.push(request.ticket());
            }
            let began = (self.limits.elapsed)();
            let of_source = began.saturating_add(self.limits.of_source);
            let (deadline, limit) = if self.limits.of_load < of_source {
                (self.limits.of_load, self.limits.of_load)
            } else {
                (of_source, self.limits.of_source)
            };
            let kind = group.spec.kind;
            let Some(provider) = self.provider(group.spec) else {
                fail(&mut replies, &tickets, Unanswered::NotRegistered);
                continue;
            };
            let key = provider.key();
            // One that hangs gets no second thread, in no load.
            if deadline <= began || self.is_late(kind) || is_stuck(key) {
                fail(&mut replies, &tickets, Unanswered::TimedOut(limit));
                continue;
            }
            let Some(needs) = needs(&provider, &group) else {
                fail(&mut replies, &tickets, Unanswered::Panicked);
                continue;
            };
            let needed = needed(&needs).by(Until::after(deadline.saturating_sub(began)));
            let job = Job { number: self.asked.len(), provider, requests: group.requests, needed };
            let thread = job.start(kind, &self.done);
            let state = State::Waiting;
            self.asked.push(Asked { kind, key, tickets, thread, deadline, limit, state });
        }
        replies
    }

    /// Whether a source has not answered yet.
    pub(crate) fn is_waiting(&self) -> bool {
        self.next_deadline().is_some()
    }

    /// The first of those that have not answered yet.
    fn next_deadline(&self) -> Option<Duration> {
        let mut next = None;
        for asked in &self.asked {
            if asked.state == State::Waiting {
                next = Some(asked.deadline.min(next.unwrap_or(asked.deadline)));
            }
        }
        next
    }

    fn is_late(&self, kind: &str) -> bool {
        self.asked.iter().any(|asked| asked.kind == kind && asked.state == State::Late)
    }

    /// The replies of the next source that is done, or whose time is over.
    pub(crate) fn next(&mut self) -> Vec<Reply> {
        // One that ran here is done, also on platforms without a clock.
        if let Some(done) = self.done.first() {
            return self.take(done);
        }
        let next = self.next_deadline().unwrap_or_default();
        match self.done.first_within(next.saturating_sub((self.limits.elapsed)())) {
            Some(done) => self.take(done),
            None => self.give_up(next),
        }
    }

    fn take(&mut self, done: Done) -> Vec<Reply> {
        let asked = self.asked.get_mut(done.number);
        // What comes too late is wiped.
        let Some(asked) = asked.filter(|asked| asked.state == State::Waiting) else {
            return Vec::new();
        };
        asked.state = State::Done;
        // Else nobody waits for what it does at its end, such as the destructors of its variables.
        if let (Some(thread), true) = (asked.thread.take(), self.limits.must_end) {
            _ = thread.join();
        }
        done.replies
    }

    /// Goes on without those whose time is over.
    fn give_up(&mut self, at: Duration) -> Vec<Reply> {
        let mut replies = Vec::new();
        for asked in &mut self.asked {
            if asked.state == State::Waiting && asked.deadline <= at {
                asked.state = State::Late;
                leave(asked.key, asked.thread.take());
                fail(&mut replies, &asked.tickets, Unanswered::TimedOut(asked.limit));
            }
        }
        replies
    }

    /// A registered source takes precedence over what the kind opens by itself.
    fn provider(&self, spec: &RemoteSpec) -> Option<Provider> {
        let Limits { registered, opened, environment, files, .. } = &self.limits;
        let registered = registered.iter().rev().find(|(name, _)| name == spec.kind);
        if let Some((_, source)) = registered {
            return Some(Provider::Registered(Arc::clone(source)));
        }
        let opener = spec.opener?;
        let surroundings = environment.surroundings(opener.variables(), files);
        Some(Provider::Default { opener, opened: Arc::clone(opened), surroundings })
    }
}

/// The requests for one source.
struct Group {
    spec: &'static RemoteSpec,
    requests: Vec<SourceRequest>,
}

fn groups(waiting: Vec<(&'static RemoteSpec, SourceRequest)>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (spec, request) in waiting {
        match groups.iter_mut().find(|group| group.spec.kind == spec.kind) {
            Some(group) => group.requests.push(request),
            None => groups.push(Group { spec, requests: vec![request] }),
        }
    }
    groups
}

/// The IDs of what a source needs itself, before it is asked: those that the program names, and those that the manifest
/// does. `None` if the source panics.
fn needs(provider: &Provider, group: &Group) -> Option<Vec<String>> {
    let mut needs = provider.needs()?.to_vec();
    for param in group.spec.opener.map_or(&[][..], Opener::needed_params) {
        for request in &group.requests {
            match request.param(param) {
                Some(id) if !needs.iter().any(|known| known == id) => needs.push(id.to_owned()),
                _ => {}
            }
        }
    }
    Some(needs)
}

fn fail(replies: &mut Vec<Reply>, tickets: &[usize], reason: Unanswered) {
    for ticket in tickets {
        replies.push((*ticket, Err(reason)));
    }
}
