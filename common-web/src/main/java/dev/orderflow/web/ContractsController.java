package dev.orderflow.web;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.view.RedirectView;

/** Leads from the folder of the contracts to its page; from there its links are right. */
@Controller
class ContractsController {

    @GetMapping({"/contracts", "/contracts/"})
    RedirectView page() {
        return new RedirectView("/contracts/index.html", true);
    }
}
