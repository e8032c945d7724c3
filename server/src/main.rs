//! The process that serves Plumbline.

mod site;

use app::{App, shell};
use axum::Router;
use leptos::config::LeptosOptions;
use leptos_axum::{LeptosRoutes, file_and_error_handler, generate_route_list};

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let options = site::options()?;
    let address = options.site_addr;

    let app = Router::<LeptosOptions>::new()
        .leptos_routes(&options, generate_route_list(App), {
            let options = options.clone();
            move || shell(options.clone())
        })
        .nest_service(
            &format!("/{}", options.site_pkg_dir),
            site::package(&options),
        )
        .fallback(file_and_error_handler(shell))
        .with_state(options);

    let listener = tokio::net::TcpListener::bind(address).await?;
    println!("Plumbline is at http://{address}");
    axum::serve(listener, app.into_make_service()).await
}
