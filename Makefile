# Every target is a command of ./run, which explains itself: make help
TARGETS = run test check fix demo shots ledger bench lock help
.DEFAULT_GOAL := help
.PHONY: $(TARGETS)
$(TARGETS):
	@./run $@
