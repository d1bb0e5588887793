@NullMarked
package dev.orderflow.notification.adapter.in.scheduling;

import org.jspecify.annotations.NullMarked;
