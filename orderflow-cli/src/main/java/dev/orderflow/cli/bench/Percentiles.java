package dev.orderflow.cli.bench;

/** Milliseconds that so many in a hundred did not exceed. */
public record Percentiles(double p50, double p95, double p99, double max) {}
