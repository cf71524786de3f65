using System.Text.Json.Nodes;

namespace Ticketing.Tests.Support.FakeStripe.Api;

/// <summary>Answered in Stripe's error shape.</summary>
internal sealed class ApiErrorException(
    int status,
    string message,
    string? code = null,
    string? param = null,
    string type = "invalid_request_error"
) : Exception(message)
{
    public int Status => status;

    public string Body => new JsonObject { ["error"] = Error() }.ToJsonString();

    private JsonObject Error()
    {
        var error = new JsonObject();
        if (code is not null)
        {
            error["code"] = code;
            error["doc_url"] = $"https://stripe.com/docs/error-codes/{code.Replace('_', '-')}";
        }

        error["message"] = Message;
        if (param is not null)
        {
            error["param"] = param;
        }

        error["type"] = type;
        return error;
    }
}
