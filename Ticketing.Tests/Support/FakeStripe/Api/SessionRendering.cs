using System.Text.Json.Nodes;

namespace Ticketing.Tests.Support.FakeStripe.Api;

internal static partial class Rendering
{
    public static JsonObject Session(FakeSession session, Expansion expand)
    {
        var written = new JsonObject
        {
            ["id"] = session.Id,
            ["object"] = "checkout.session",
            ["adaptive_pricing"] = new JsonObject { ["enabled"] = false },
            ["after_expiration"] = null,
            ["allow_promotion_codes"] = null,
            ["allowed_payment_method_types"] = session.AllowedMethods.Count > 0 ? Array(session.AllowedMethods) : null,
            ["amount_subtotal"] = session.Total,
            ["amount_total"] = session.Total,
            ["cancel_url"] = session.CancelUrl,
            ["client_reference_id"] = session.ClientReferenceId,
            ["created"] = Seconds(session.CreatedAt),
            ["currency"] = session.Currency,
            ["customer"] = null,
            ["customer_details"] = session.CustomerEmail is null
                ? null
                : new JsonObject
                {
                    ["email"] = session.CustomerEmail,
                    ["name"] = null,
                    ["phone"] = null,
                },
            ["customer_email"] = session.CustomerEmail,
            ["expires_at"] = Seconds(session.ExpiresAt),
            ["livemode"] = session.IsLive,
            ["metadata"] = Texts(session.Metadata),
            ["mode"] = "payment",
            ["payment_intent"] = expand.Link("payment_intent", session.Intent, Intent),
            ["payment_method_types"] = Array(session.Methods),
            ["payment_status"] = session.IsPaid ? "paid" : "unpaid",
            ["recovered_from"] = null,
            ["status"] = ToSnakeCase(session.Status),
            ["success_url"] = session.SuccessUrl,
            ["total_details"] = new JsonObject
            {
                ["amount_discount"] = 0,
                ["amount_shipping"] = 0,
                ["amount_tax"] = 0,
            },
            ["ui_mode"] = "hosted_page",
            ["url"] = session.Status == FakeSessionStatus.Open ? session.Url : null,
        };
        foreach (var (name, value) in session.EchoedParameters)
        {
            written[name] = value;
        }

        if (expand.Includes("line_items"))
        {
            written["line_items"] = List(
                $"/v1/checkout/sessions/{session.Id}/line_items",
                session.Lines.Select(line => Line(line, session.Currency)),
                hasMore: false
            );
        }

        return written;
    }

    public static JsonObject Line(FakeLineItem line, string currency) =>
        new()
        {
            ["id"] = line.Id,
            ["object"] = "item",
            ["amount_discount"] = 0,
            ["amount_subtotal"] = line.Total,
            ["amount_tax"] = 0,
            ["amount_total"] = line.Total,
            ["currency"] = currency,
            ["description"] = line.Name,
            ["price"] = new JsonObject
            {
                ["id"] = "price_" + line.Id[3..],
                ["object"] = "price",
                ["currency"] = currency,
                ["type"] = "one_time",
                ["unit_amount"] = line.UnitAmount,
            },
            ["quantity"] = line.Quantity,
        };
}
