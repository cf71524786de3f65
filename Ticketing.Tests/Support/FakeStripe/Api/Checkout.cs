namespace Ticketing.Tests.Support.FakeStripe.Api;

internal static class Checkout
{
    private const string Refused = "Your card was declined.";

    public static FakeSession Open(Account account, FakeSession session)
    {
        account.Sessions.Add(session);
        account.ExpireInTime(session);
        return session;
    }

    public static FakeSession Expire(Account account, FakeSession session)
    {
        RequireOpen(session, "expired");
        session.Status = SessionStatus.Expired;
        if (session.Intent is { } intent)
        {
            intent.Status = IntentStatus.Canceled;
            account.Raise("payment_intent.canceled", intent.Id, Rendering.Intent(intent, Expansion.None));
        }

        account.Raise("checkout.session.expired", session.Id, Rendering.Session(session, Expansion.None));
        return session;
    }

    public static void Pay(Account account, FakeSession session, PaymentMethod method)
    {
        RequireOpen(session, "paid");
        Complete(account, session, method);
    }

    /// <summary>As if the payment was in progress when the session expired.</summary>
    public static void PayLate(Account account, FakeSession session, PaymentMethod method)
    {
        if (session.Status == SessionStatus.Complete)
        {
            throw new InvalidOperationException($"{session} is complete and cannot be paid again.");
        }

        Complete(account, session, method);
    }

    public static void Decline(Account account, FakeSession session)
    {
        RequireOpen(session, "paid");
        Fail(account, Attempt(account, session, PaymentMethod.Card), Refused);
    }

    /// <summary>Completes the session; the money takes days.</summary>
    public static void PayByDebit(Account account, FakeSession session)
    {
        RequireOpen(session, "paid");
        var debit = session.Methods.FirstOrDefault(method => method != "card") ?? throw new InvalidOperationException($"{session} offers cards only.");
        var charge = Attempt(account, session, new PaymentMethod(debit, null, "2345"));
        charge.Intent.Status = IntentStatus.Processing;
        session.Status = SessionStatus.Complete;
        account.Raise("charge.pending", charge.Id, Rendering.Charge(charge, Expansion.None));
        account.Raise("payment_intent.processing", charge.Intent.Id, Rendering.Intent(charge.Intent, Expansion.None));
        account.Raise("checkout.session.completed", session.Id, Rendering.Session(session, Expansion.None));
    }

    public static void Settle(Account account, FakeSession session, bool succeeds)
    {
        if (session.Intent is not { Status: IntentStatus.Processing, LatestCharge: { } charge })
        {
            throw new InvalidOperationException($"{session} has no payment in progress.");
        }

        if (succeeds)
        {
            Collect(account, charge);
            account.Raise("checkout.session.async_payment_succeeded", session.Id, Rendering.Session(session, Expansion.None));
            return;
        }

        Fail(account, charge, "The customer's account has insufficient funds to cover this payment.");
        account.Raise("checkout.session.async_payment_failed", session.Id, Rendering.Session(session, Expansion.None));
    }

    private static void Complete(Account account, FakeSession session, PaymentMethod method)
    {
        Collect(account, Attempt(account, session, method));
        session.Status = SessionStatus.Complete;
        account.Raise("checkout.session.completed", session.Id, Rendering.Session(session, Expansion.None));
    }

    private static FakeCharge Attempt(Account account, FakeSession session, PaymentMethod method)
    {
        session.Intent ??= Begin(account, session);
        return session.Intent.LatestCharge = account.Charges.Add(new FakeCharge
        {
            Id = Account.NewId(method.IsCard ? "ch_3" : "py_3"),
            CreatedAt = account.Now,
            IsLive = account.IsLive,
            Intent = session.Intent,
            Method = method,
        });
    }

    private static FakeIntent Begin(Account account, FakeSession session)
    {
        var intent = account.Intents.Add(new FakeIntent
        {
            Id = Account.NewId("pi_3"),
            CreatedAt = account.Now,
            IsLive = account.IsLive,
            Amount = session.Total,
            Currency = session.Currency,
            Description = session.PaymentDescription,
            Metadata = session.PaymentMetadata,
            Methods = session.Methods,
        });
        account.Raise("payment_intent.created", intent.Id, Rendering.Intent(intent, Expansion.None));
        return intent;
    }

    private static void Fail(Account account, FakeCharge charge, string reason)
    {
        charge.Succeeded = false;
        charge.FailureMessage = charge.Intent.LastError = reason;
        charge.Intent.Status = IntentStatus.RequiresPaymentMethod;
        account.Raise("charge.failed", charge.Id, Rendering.Charge(charge, Expansion.None));
        account.Raise("payment_intent.payment_failed", charge.Intent.Id, Rendering.Intent(charge.Intent, Expansion.None));
    }

    private static void Collect(Account account, FakeCharge charge)
    {
        var intent = charge.Intent;
        charge.Succeeded = true;
        charge.IsFeeTold = !account.TellsFeesLate;
        charge.Movement = account.Book(charge.Method.IsCard ? "charge" : "payment", intent.Amount, Fee(intent.Amount), intent.Currency, charge);
        intent.Status = IntentStatus.Succeeded;
        intent.LastError = null;
        account.Raise("charge.succeeded", charge.Id, Rendering.Charge(charge, Expansion.None));
        account.Raise("payment_intent.succeeded", intent.Id, Rendering.Intent(intent, Expansion.None));
    }

    public static void TellFee(Account account, FakeCharge charge)
    {
        charge.IsFeeTold = true;
        account.Raise("charge.updated", charge.Id, Rendering.Charge(charge, Expansion.None));
    }

    /// <summary>1.5 % plus 20 minor units, rounded half up.</summary>
    private static long Fee(long amount) => (((amount * 15) + 500) / 1000) + 20;

    private static void RequireOpen(FakeSession session, string wish)
    {
        if (session.Status != SessionStatus.Open)
        {
            throw new Refusal(400, $"Only Checkout Sessions with a status in [\"open\"] can be {wish}. This Checkout Session has a status of `{Rendering.Word(session.Status)}`.");
        }
    }
}
