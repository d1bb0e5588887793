/** What the services' REST interfaces share. */
@NullMarked
package dev.orderflow.web;

import org.jspecify.annotations.NullMarked;
