@NullMarked
package dev.orderflow.order.adapter.in.web;

import org.jspecify.annotations.NullMarked;
