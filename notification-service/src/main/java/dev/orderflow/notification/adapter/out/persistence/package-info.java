@NullMarked
package dev.orderflow.notification.adapter.out.persistence;

import org.jspecify.annotations.NullMarked;
