@NullMarked
package com.example.messages.adapter.out.schema;

import org.jspecify.annotations.NullMarked;
