"""What the templates of the desk ask for by themselves."""

from django import template

from activities.admin import queue

register = template.Library()


@register.simple_tag(takes_context=True)
def for_me(context):
    """What waits for who looks at the page."""
    return queue.for_me(context["request"].user)
