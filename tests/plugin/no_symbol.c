/* no_symbol.c - a shared object that is no plugin. */
int a_function_of_no_interest(void);
int a_function_of_no_interest(void)
{
	return 0;
}
