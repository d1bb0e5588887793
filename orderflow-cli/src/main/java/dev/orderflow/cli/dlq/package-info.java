/**
 * The dead letters of all services, for a person at a terminal: asked for and acted on over each
 * service's REST interface. What they say was written by strangers, and is shown as such.
 */
@NullMarked
package dev.orderflow.cli.dlq;

import org.jspecify.annotations.NullMarked;
