"""The interfaces of other bounce parsers, over this one."""
