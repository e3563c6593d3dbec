def refuse_malformed_requests(get_response):
    return get_response
