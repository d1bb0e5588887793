/**
 * Looks whether what must always hold does hold, in the databases and on the topics. Changes
 * nothing.
 */
@NullMarked
package dev.orderflow.cli.verify;

import org.jspecify.annotations.NullMarked;
