using Xunit;

namespace Ticketing.Tests.Payments.TheDouble;

public sealed class RefusingMalformedSessions
{
    [Fact]
    public async Task The_form_that_these_tests_spoil_is_a_good_one()
    {
        await using var shop = await Shop.OpenAsync();
        Assert.Equal(2500, (await new SessionForm(shop).SendAsync()).AmountTotal);
    }

    [Theory]
    [InlineData("mode")]
    [InlineData("success_url")]
    [InlineData("line_items")]
    [InlineData("line_items[0][quantity]")]
    [InlineData("line_items[0][price_data]")]
    [InlineData("line_items[0][price_data][currency]")]
    [InlineData("line_items[0][price_data][unit_amount]")]
    [InlineData("line_items[0][price_data][product_data]")]
    [InlineData("line_items[0][price_data][product_data][name]")]
    public async Task What_is_needed_and_missing_is_named(string param)
    {
        await using var shop = await Shop.OpenAsync();
        var refused = await Shop.RefusedAsync(() => new SessionForm(shop).Without(param).SendAsync(), "parameter_missing", param);
        Assert.Equal($"Missing required param: {param}.", refused.Message);
        Assert.Empty(shop.Stripe.Sessions);
    }

    [Theory]
    [InlineData("mode")]
    [InlineData("success_url")]
    [InlineData("cancel_url")]
    [InlineData("client_reference_id")]
    [InlineData("customer_email")]
    [InlineData("expires_at")]
    [InlineData("payment_intent_data[description]")]
    [InlineData("line_items[0][price_data][currency]")]
    [InlineData("line_items[0][price_data][product_data][name]")]
    public async Task An_empty_text_is_not_a_text_left_out(string param)
    {
        await using var shop = await Shop.OpenAsync();
        var refused = await Shop.RefusedAsync(() => new SessionForm(shop).With(param, "").SendAsync(), "parameter_invalid_empty", param);
        Assert.Contains($"You passed an empty string for '{param}'", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("colour")]
    [InlineData("line_items[0][price]")]
    [InlineData("line_items[0][price_data][unit_amount_cents]")]
    [InlineData("line_items[0][price_data][product_data][title]")]
    [InlineData("payment_intent_data[order]")]
    public async Task What_is_not_known_is_refused_at_any_depth(string param)
    {
        await using var shop = await Shop.OpenAsync();
        var refused = await Shop.RefusedAsync(() => new SessionForm(shop).With(param, "red").SendAsync(), "parameter_unknown", param);
        Assert.Equal($"Received unknown parameter: {param}", refused.Message);
        Assert.Empty(shop.Stripe.Sessions);
    }

    [Theory]
    [InlineData("expires_at", "soon")]
    [InlineData("line_items[0][quantity]", "two")]
    [InlineData("line_items[0][quantity]", "1.5")]
    [InlineData("line_items[0][price_data][unit_amount]", "25.00")]
    [InlineData("line_items[0][price_data][unit_amount]", "99999999999999999999")]
    public async Task What_is_no_whole_number_is_refused(string param, string value)
    {
        await using var shop = await Shop.OpenAsync();
        var refused = await Shop.RefusedAsync(() => new SessionForm(shop).With(param, value).SendAsync(), "parameter_invalid_integer", param);
        Assert.Equal($"Invalid integer: {value}", refused.Message);
    }

    [Theory]
    [InlineData("line_items", "Invalid array")]
    [InlineData("line_items[0][price_data]", "Invalid object")]
    [InlineData("line_items[0][price_data][product_data]", "Invalid object")]
    [InlineData("payment_intent_data", "Invalid object")]
    [InlineData("allowed_payment_method_types", "Invalid array")]
    public async Task A_text_is_no_array_and_no_object(string param, string message)
    {
        await using var shop = await Shop.OpenAsync();
        Assert.Equal(message, (await Shop.RefusedAsync(() => new SessionForm(shop).Without(param).With(param, "Standing").SendAsync(), null, param)).Message);
    }

    [Fact]
    public async Task An_object_is_no_text()
    {
        await using var shop = await Shop.OpenAsync();
        await Shop.RefusedAsync(() => new SessionForm(shop).With("client_reference_id[order]", "1").SendAsync(), null, "client_reference_id");
    }

    [Theory]
    [InlineData("mode", "donation", "payment")]
    [InlineData("ui_mode", "popup", "hosted_page")]
    public async Task What_is_no_choice_is_refused_with_the_choices(string param, string value, string choice)
    {
        await using var shop = await Shop.OpenAsync();
        var refused = await Shop.RefusedAsync(() => new SessionForm(shop).With(param, value).SendAsync(), null, param);
        Assert.Equal($"Invalid {param}: must be one of {choice}", refused.Message);
    }

    // Removed in the API version of autumn 2026.
    [Fact]
    public async Task Methods_are_no_longer_asked_for_one_by_one()
    {
        await using var shop = await Shop.OpenAsync();
        await Shop.RefusedAsync(
            () => new SessionForm(shop).With("payment_method_types[0]", "card").SendAsync(), "payment_method_types_no_longer_supported", "payment_method_types");
    }

    [Theory]
    [InlineData("allowed_payment_method_types")]
    [InlineData("excluded_payment_method_types")]
    public async Task A_method_that_does_not_exist_is_refused(string param)
    {
        await using var shop = await Shop.OpenAsync();
        var refused = await Shop.RefusedAsync(() => new SessionForm(shop).With($"{param}[0]", "card").With($"{param}[1]", "shells").SendAsync(), null, param);
        Assert.StartsWith($"Invalid {param}[1]: must be one of ", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_that_nobody_could_pay_is_refused()
    {
        await using var shop = await Shop.OpenAsync();
        var order = new SessionForm(shop).With("excluded_payment_method_types[0]", "card").With("excluded_payment_method_types[1]", "bacs_debit");
        await Shop.RefusedAsync(order.SendAsync, "payment_intent_no_valid_payment_methods", null);
    }

    [Theory]
    [InlineData("colour", "This property cannot be expanded (colour).")]
    [InlineData("payment_intent.latest_charge.balance_transaction.source.charge", "You cannot expand more than 4 levels of a property.")]
    public async Task What_cannot_be_expanded_is_refused(string path, string message)
    {
        await using var shop = await Shop.OpenAsync();
        var order = shop.Order();
        order.AddExpand(path);
        Assert.Equal(message, (await Shop.RefusedAsync(() => shop.CreateAsync(order), null, "expand")).Message);
    }
}
