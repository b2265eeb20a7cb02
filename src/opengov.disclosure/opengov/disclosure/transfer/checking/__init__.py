"""The check after the four properties (四性检测) before a package is offered: what is seen is gathered here, core decides."""
