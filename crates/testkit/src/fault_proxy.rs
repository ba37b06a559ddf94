//! A wire that breaks on purpose: it stands on loopback before a record system that has no dials of its own, as a
//! reverse proxy would, and lets requests through, late, in part, or not at all. Each connection carries one request.

mod exchange;

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{mpsc, oneshot};
use tokio::task::{JoinHandle, JoinSet};
use url::Url;

/// Connections at the same time; more are closed at once.
const MOST_CONNECTIONS: usize = 64;

/// What happens to a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Nobody listens: connections are refused.
    Refused,
    /// The connection is closed without an answer.
    Dropped,
    /// The connection is reset once the request was read.
    Reset,
    /// The answer comes so much later.
    Slow(Duration),
    /// This status, with so many seconds in `Retry-After`.
    Status(u16, Option<u32>),
    /// Half of the body, then the connection ends.
    Truncated,
    /// Status 200 and bytes that are not JSON.
    Malformed,
}

/// A fault, and whom it meets.
#[derive(Debug, Clone, Copy)]
struct Plan {
    fault: Fault,
    /// Only requests whose address has this in it.
    only: &'static str,
    /// So many requests; then all is well.
    times: u32,
}

#[derive(Debug, Default)]
struct State {
    plan: Option<Plan>,
    requests: usize,
}

/// What the connections share.
struct Shared {
    /// The record system's address, as in `127.0.0.1:8090`.
    upstream: String,
    own: String,
    state: Mutex<State>,
}

/// A proxy that runs until it is dropped.
pub struct FaultProxy {
    /// The FHIR base, seen through the proxy.
    pub base: Url,
    shared: Arc<Shared>,
    orders: mpsc::Sender<Order>,
    task: JoinHandle<()>,
}

/// Whether to listen; answered when it is so.
struct Order {
    listens: bool,
    done: oneshot::Sender<()>,
}

impl FaultProxy {
    /// Stands before the record system whose FHIR base this is, which must speak plain HTTP. All is well at first.
    pub async fn before(upstream: &Url) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a free port");
        let address = listener.local_addr().expect("a bound port has an address");
        let mut base = upstream.clone();
        base.set_port(Some(address.port())).expect("a web address has a port");
        base.set_ip_host(Ipv4Addr::LOCALHOST.into()).expect("a web address has a host");
        let authority = upstream.authority().to_owned();
        let own = address.to_string();
        let shared = Arc::new(Shared { upstream: authority, own, state: Mutex::default() });
        let (orders, taken) = mpsc::channel(1);
        let task = tokio::spawn(run(address, listener, Arc::clone(&shared), taken));
        Self { base, shared, orders, task }
    }

    /// Every request from now on.
    pub async fn set(&self, fault: Fault) {
        self.set_for("", fault).await;
    }

    /// Every request whose address has `only` in it, as in `/Goal?`.
    pub async fn set_for(&self, only: &'static str, fault: Fault) {
        self.plan(Some(Plan { fault, only, times: u32::MAX })).await;
    }

    /// The next request, and no other.
    pub async fn once(&self, fault: Fault) {
        self.plan(Some(Plan { fault, only: "", times: 1 })).await;
    }

    /// All is well again.
    pub async fn mend(&self) {
        self.plan(None).await;
    }

    /// How many requests were read, whatever became of them.
    pub fn requests(&self) -> usize {
        self.shared.state().requests
    }

    async fn plan(&self, plan: Option<Plan>) {
        self.shared.state().plan = plan;
        let (done, is_done) = oneshot::channel();
        let listens = plan.is_none_or(|plan| plan.fault != Fault::Refused);
        self.orders.send(Order { listens, done }).await.expect("the proxy runs");
        is_done.await.expect("the proxy runs");
    }
}

impl Drop for FaultProxy {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Shared {
    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Counts a request and answers what shall become of it.
    fn fate(&self, path: &str) -> Option<Fault> {
        let mut state = self.state();
        state.requests += 1;
        let plan = state.plan.as_mut()?;
        let is_met = path.contains(plan.only) && plan.times > 0;
        plan.times -= u32::from(is_met && plan.times < u32::MAX);
        is_met.then_some(plan.fault)
    }
}

async fn run(
    address: SocketAddr,
    listener: TcpListener,
    shared: Arc<Shared>,
    mut orders: mpsc::Receiver<Order>,
) {
    let mut listener = Some(listener);
    let mut open = JoinSet::new();
    loop {
        tokio::select! {
            order = orders.recv() => {
                let Some(Order { listens, done }) = order else { return };
                listener = listening(listener, listens, address).await;
                // Whoever ordered may have gone.
                let _ = done.send(());
            }
            Ok(stream) = accepted(listener.as_ref()) => {
                if open.len() < MOST_CONNECTIONS {
                    let shared = Arc::clone(&shared);
                    open.spawn(async move { exchange::serve(stream, &shared).await });
                }
            }
            Some(_) = open.join_next() => {}
        }
    }
}

async fn listening(listener: Option<TcpListener>, listens: bool, address: SocketAddr) -> Option<TcpListener> {
    match (listener, listens) {
        (_, false) => None,
        (None, true) => Some(TcpListener::bind(address).await.expect("its own port is still free")),
        (listener, true) => listener,
    }
}

async fn accepted(listener: Option<&TcpListener>) -> io::Result<TcpStream> {
    match listener {
        Some(listener) => Ok(listener.accept().await?.0),
        None => std::future::pending().await,
    }
}
