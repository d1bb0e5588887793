/** Calls to the services, in the name of whoever looks at the page. */
@NullMarked
package dev.orderflow.console.services;

import org.jspecify.annotations.NullMarked;
