"""Models from others: WebAssembly modules, run so that they can do nothing but compute. See docs/wasm-models.md."""
