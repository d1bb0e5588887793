/**
 * Breaks a system on purpose while orders are placed, and looks whether anything was lost, doubled
 * or left open.
 */
@NullMarked
package dev.orderflow.cli.chaos;

import org.jspecify.annotations.NullMarked;
