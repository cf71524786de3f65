using Xunit;

namespace Ticketing.Tests.Support.FakeStripe.SelfTests;

public sealed class FakeStripeSessionValidationTests
{
    [Fact]
    public async Task The_base_request_is_valid()
    {
        await using var shop = await StripeTestClient.StartAsync();
        Assert.Equal(2500, (await new RawSessionRequest(shop).SendAsync()).AmountTotal);
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
    public async Task Missing_required_parameters_are_named(string param)
    {
        await using var shop = await StripeTestClient.StartAsync();
        var refused = await StripeTestClient.AssertRefusedAsync(
            () => new RawSessionRequest(shop).Without(param).SendAsync(),
            "parameter_missing",
            param
        );
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
    public async Task Empty_strings_are_refused(string param)
    {
        await using var shop = await StripeTestClient.StartAsync();
        var refused = await StripeTestClient.AssertRefusedAsync(
            () => new RawSessionRequest(shop).With(param, "").SendAsync(),
            "parameter_invalid_empty",
            param
        );
        Assert.Contains($"You passed an empty string for '{param}'", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("colour")]
    [InlineData("line_items[0][price]")]
    [InlineData("line_items[0][price_data][unit_amount_cents]")]
    [InlineData("line_items[0][price_data][product_data][title]")]
    [InlineData("payment_intent_data[order]")]
    public async Task Unknown_parameters_are_refused_at_any_depth(string param)
    {
        await using var shop = await StripeTestClient.StartAsync();
        var refused = await StripeTestClient.AssertRefusedAsync(
            () => new RawSessionRequest(shop).With(param, "red").SendAsync(),
            "parameter_unknown",
            param
        );
        Assert.Equal($"Received unknown parameter: {param}", refused.Message);
        Assert.Empty(shop.Stripe.Sessions);
    }

    [Theory]
    [InlineData("expires_at", "soon")]
    [InlineData("line_items[0][quantity]", "two")]
    [InlineData("line_items[0][quantity]", "1.5")]
    [InlineData("line_items[0][price_data][unit_amount]", "25.00")]
    [InlineData("line_items[0][price_data][unit_amount]", "99999999999999999999")]
    public async Task Invalid_integers_are_refused(string param, string value)
    {
        await using var shop = await StripeTestClient.StartAsync();
        var refused = await StripeTestClient.AssertRefusedAsync(
            () => new RawSessionRequest(shop).With(param, value).SendAsync(),
            "parameter_invalid_integer",
            param
        );
        Assert.Equal($"Invalid integer: {value}", refused.Message);
    }

    [Theory]
    [InlineData("line_items", "Invalid array")]
    [InlineData("line_items[0][price_data]", "Invalid object")]
    [InlineData("line_items[0][price_data][product_data]", "Invalid object")]
    [InlineData("payment_intent_data", "Invalid object")]
    [InlineData("allowed_payment_method_types", "Invalid array")]
    public async Task A_string_is_not_an_array_or_object(string param, string message)
    {
        await using var shop = await StripeTestClient.StartAsync();
        Assert.Equal(
            message,
            (
                await StripeTestClient.AssertRefusedAsync(
                    () => new RawSessionRequest(shop).Without(param).With(param, "Standing").SendAsync(),
                    null,
                    param
                )
            ).Message
        );
    }

    [Fact]
    public async Task An_object_is_not_a_string()
    {
        await using var shop = await StripeTestClient.StartAsync();
        await StripeTestClient.AssertRefusedAsync(
            () => new RawSessionRequest(shop).With("client_reference_id[order]", "1").SendAsync(),
            null,
            "client_reference_id"
        );
    }

    [Theory]
    [InlineData("mode", "donation", "payment")]
    [InlineData("ui_mode", "popup", "hosted_page")]
    public async Task Invalid_choices_are_refused_with_the_valid_ones(string param, string value, string choice)
    {
        await using var shop = await StripeTestClient.StartAsync();
        var refused = await StripeTestClient.AssertRefusedAsync(
            () => new RawSessionRequest(shop).With(param, value).SendAsync(),
            null,
            param
        );
        Assert.Equal($"Invalid {param}: must be one of {choice}", refused.Message);
    }

    // Removed in the API version of autumn 2026.
    [Fact]
    public async Task Payment_method_types_are_no_longer_supported()
    {
        await using var shop = await StripeTestClient.StartAsync();
        await StripeTestClient.AssertRefusedAsync(
            () => new RawSessionRequest(shop).With("payment_method_types[0]", "card").SendAsync(),
            "payment_method_types_no_longer_supported",
            "payment_method_types"
        );
    }

    [Theory]
    [InlineData("allowed_payment_method_types")]
    [InlineData("excluded_payment_method_types")]
    public async Task A_method_that_does_not_exist_is_refused(string param)
    {
        await using var shop = await StripeTestClient.StartAsync();
        var refused = await StripeTestClient.AssertRefusedAsync(
            () => new RawSessionRequest(shop).With($"{param}[0]", "card").With($"{param}[1]", "shells").SendAsync(),
            null,
            param
        );
        Assert.StartsWith($"Invalid {param}[1]: must be one of ", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_that_nobody_could_pay_is_refused()
    {
        await using var shop = await StripeTestClient.StartAsync();
        var order = new RawSessionRequest(shop)
            .With("excluded_payment_method_types[0]", "card")
            .With("excluded_payment_method_types[1]", "bacs_debit");
        await StripeTestClient.AssertRefusedAsync(order.SendAsync, "payment_intent_no_valid_payment_methods", null);
    }

    [Theory]
    [InlineData("colour", "This property cannot be expanded (colour).")]
    [InlineData("payment_intent.latest_charge.balance_transaction.source.charge", "You cannot expand more than 4 levels of a property.")]
    public async Task Invalid_expansions_are_refused(string path, string message)
    {
        await using var shop = await StripeTestClient.StartAsync();
        var order = shop.CreateSessionOptions();
        order.AddExpand(path);
        Assert.Equal(message, (await StripeTestClient.AssertRefusedAsync(() => shop.CreateSessionAsync(order), null, "expand")).Message);
    }
}
