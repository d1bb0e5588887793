@NullMarked
package dev.orderflow.inventory.adapter.in.web;

import org.jspecify.annotations.NullMarked;
