/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Kernel helpers, written anew
 *
 * Same names and contracts as in the kernel; what is deleted is poisoned, so
 * that going on from a deleted element crashes here.
 */

#ifndef CCS_HARNESS_HELPERS_H
#define CCS_HARNESS_HELPERS_H

typedef uint8_t u8;
typedef uint16_t u16;
typedef uint32_t u32;
typedef uint64_t u64;
typedef int32_t s32;
typedef int64_t s64;

#define U8_MAX	UINT8_MAX
#define U16_MAX	UINT16_MAX
#define U32_MAX	UINT32_MAX
#define U64_MAX	UINT64_MAX

#define __printf(format, first) \
	__attribute__((__format__(__printf__, format, first)))
#define __always_unused	__attribute__((__unused__))
#define __must_check	__attribute__((__warn_unused_result__))
#define noinline	__attribute__((__noinline__))
#undef __always_inline
#define __always_inline	inline __attribute__((__always_inline__))
#define fallthrough	__attribute__((__fallthrough__))
#define static_assert(expr, ...) _Static_assert(expr, #expr)
#define BUILD_BUG_ON(expr)	_Static_assert(!(expr), #expr)

#define ARRAY_SIZE(array)	(sizeof(array) / sizeof((array)[0]))
#define BIT(nr)			(1UL << (nr))
#define struct_size(ptr, member, count) \
	(sizeof(*(ptr)) + sizeof((ptr)->member[0]) * (count))
#define container_of(ptr, type, member)					\
	((type *)((uintptr_t)(ptr) - offsetof(type, member) +		\
		  0 * sizeof((ptr) == &((type *)0)->member)))

#define min_t(type, a, b) ((type)(a) < (type)(b) ? (type)(a) : (type)(b))
#define max_t(type, a, b) ((type)(a) > (type)(b) ? (type)(a) : (type)(b))
#define min(a, b) ({			\
	__typeof__(a) min_a = (a);	\
	__typeof__(b) min_b = (b);	\
	min_a < min_b ? min_a : min_b;	\
})
#define max(a, b) ({			\
	__typeof__(a) max_a = (a);	\
	__typeof__(b) max_b = (b);	\
	max_a > max_b ? max_a : max_b;	\
})
#define hweight16(bits)	((unsigned int)__builtin_popcount((u16)(bits)))
#define hweight32(bits)	((unsigned int)__builtin_popcount(bits))
#define __le32 u32
#define __le64 u64
#define le32_to_cpu(value)	(value)
#define le64_to_cpu(value)	(value)
#define __ffs64(bits)	((unsigned int)__builtin_ctzll(bits))

static inline unsigned long roundup_pow_of_two(unsigned long n)
{
	unsigned long power = 1;

	while (power < n)
		power <<= 1;
	return power;
}

static inline ssize_t strscpy(char *to, const char *from, size_t size)
{
	size_t len;

	for (len = 0; len < size; len++) {
		to[len] = from[len];
		if (!from[len])
			return (ssize_t)len;
	}
	if (size)
		to[size - 1] = '\0';
	return -E2BIG;
}

/* The libc's take an int in 0..255, the kernel's any char. */
#undef isdigit
#undef isxdigit
#undef isalpha
#define isdigit(c)	((c) >= '0' && (c) <= '9')
#define isalpha(c)	(((c) | 0x20) >= 'a' && ((c) | 0x20) <= 'z')
#define isxdigit(c)	\
	(isdigit(c) || (((c) | 0x20) >= 'a' && ((c) | 0x20) <= 'f'))
#undef isascii
#define isascii(c)	((unsigned char)(c) < 0x80)

typedef struct {
	long value;
} atomic_long_t;

static inline long atomic_long_read(const atomic_long_t *v)
{
	return v->value;
}

static inline long atomic_long_add_return(long n, atomic_long_t *v)
{
	return v->value += n;
}

static inline void atomic_long_sub(long n, atomic_long_t *v)
{
	v->value -= n;
}

struct list_head {
	struct list_head *next;
	struct list_head *prev;
};

struct hlist_node {
	struct hlist_node *next;
	struct hlist_node **pprev;
};

struct hlist_head {
	struct hlist_node *first;
};

#define LIST_POISON	((void *)0xdead)

#define list_entry(ptr, type, member)	container_of(ptr, type, member)
#define list_for_each_entry(pos, head, member)				\
	for ((pos) = list_entry((head)->next, __typeof__(*(pos)), member); \
	     &(pos)->member != (head);					\
	     (pos) = list_entry((pos)->member.next, __typeof__(*(pos)),	\
				member))
#define list_for_each_entry_safe(pos, tmp, head, member)		\
	for ((pos) = list_entry((head)->next, __typeof__(*(pos)), member), \
	     (tmp) = list_entry((pos)->member.next, __typeof__(*(pos)),	\
				member);				\
	     &(pos)->member != (head);					\
	     (pos) = (tmp),						\
	     (tmp) = list_entry((tmp)->member.next, __typeof__(*(tmp)),	\
				member))

static inline void INIT_LIST_HEAD(struct list_head *list)
{
	list->next = list;
	list->prev = list;
}

static inline bool list_empty(const struct list_head *list)
{
	return list->next == list;
}

static inline void list_insert(struct list_head *node, struct list_head *prev,
			       struct list_head *next)
{
	node->prev = prev;
	node->next = next;
	prev->next = node;
	next->prev = node;
}

static inline void list_add(struct list_head *node, struct list_head *list)
{
	list_insert(node, list, list->next);
}

static inline void list_add_tail(struct list_head *node,
				 struct list_head *list)
{
	list_insert(node, list->prev, list);
}

static inline void list_unlink(struct list_head *node)
{
	node->prev->next = node->next;
	node->next->prev = node->prev;
}

static inline void list_del(struct list_head *node)
{
	list_unlink(node);
	node->next = LIST_POISON;
	node->prev = LIST_POISON;
}

/* A reader may stand on the element: the way forward stays. */
static inline void list_del_rcu(struct list_head *node)
{
	list_unlink(node);
	node->prev = LIST_POISON;
}

static inline void list_move_tail(struct list_head *node,
				  struct list_head *list)
{
	list_unlink(node);
	list_add_tail(node, list);
}

#define hlist_entry_safe(ptr, type, member) ({			\
	__typeof__(ptr) entry_ptr = (ptr);			\
	entry_ptr ? container_of(entry_ptr, type, member) : NULL; \
})
#define hlist_for_each_entry(pos, head, member)				\
	for ((pos) = hlist_entry_safe((head)->first, __typeof__(*(pos)), \
				      member);				\
	     (pos);							\
	     (pos) = hlist_entry_safe((pos)->member.next,		\
				      __typeof__(*(pos)), member))
#define hlist_for_each_entry_safe(pos, tmp, head, member)		\
	for ((pos) = hlist_entry_safe((head)->first, __typeof__(*(pos)), \
				      member);				\
	     (pos) && ((tmp) = (pos)->member.next, true);		\
	     (pos) = hlist_entry_safe(tmp, __typeof__(*(pos)), member))

static inline void hlist_add_head(struct hlist_node *node,
				  struct hlist_head *list)
{
	node->next = list->first;
	node->pprev = &list->first;
	if (list->first)
		list->first->pprev = &node->next;
	list->first = node;
}

static inline void hlist_unlink(struct hlist_node *node)
{
	*node->pprev = node->next;
	if (node->next)
		node->next->pprev = node->pprev;
}

static inline void hlist_del(struct hlist_node *node)
{
	hlist_unlink(node);
	node->next = LIST_POISON;
	node->pprev = LIST_POISON;
}

static inline void hlist_del_rcu(struct hlist_node *node)
{
	hlist_unlink(node);
	node->pprev = LIST_POISON;
}

static inline void hlist_del_init(struct hlist_node *node)
{
	if (node->pprev)
		hlist_unlink(node);
	node->next = NULL;
	node->pprev = NULL;
}

#endif /* CCS_HARNESS_HELPERS_H */
