/** Measures how fast a running system takes and completes orders, and what an order costs it. */
@NullMarked
package dev.orderflow.cli.bench;

import org.jspecify.annotations.NullMarked;
