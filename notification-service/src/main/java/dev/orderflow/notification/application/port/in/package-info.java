@NullMarked
package dev.orderflow.notification.application.port.in;

import org.jspecify.annotations.NullMarked;
