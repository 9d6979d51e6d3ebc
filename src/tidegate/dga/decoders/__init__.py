"""What names tell, where a family writes something into them: a module a family."""
