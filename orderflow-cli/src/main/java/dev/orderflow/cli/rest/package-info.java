/** Calls to the services' REST interfaces. */
@NullMarked
package dev.orderflow.cli.rest;

import org.jspecify.annotations.NullMarked;
