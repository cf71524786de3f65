namespace Ticketing.Features.Payments.Providers;

/// <summary>The provider failed or did not respond. The outcome of the call is unknown.</summary>
public class PaymentProviderException : Exception
{
    public PaymentProviderException() { }

    public PaymentProviderException(string message)
        : base(message) { }

    public PaymentProviderException(string message, Exception innerException)
        : base(message, innerException) { }
}

/// <summary>The provider has no such payment: it belongs to another account or mode, and may have been paid there.</summary>
public sealed class PaymentNotFoundException : PaymentProviderException
{
    public PaymentNotFoundException() { }

    public PaymentNotFoundException(string message)
        : base(message) { }

    public PaymentNotFoundException(string message, Exception innerException)
        : base(message, innerException) { }
}

/// <summary>The provider refuses to open this payment for good. Nothing can be paid under its idempotency key.</summary>
public sealed class PaymentRefusedException : PaymentProviderException
{
    /// <summary>The provider would refuse every other payment for the same tickets too.</summary>
    public bool IsFinal { get; init; }

    public PaymentRefusedException() { }

    public PaymentRefusedException(string message)
        : base(message) { }

    public PaymentRefusedException(string message, Exception innerException)
        : base(message, innerException) { }
}

/// <summary>The page is on a host to which our pages do not let browsers go.</summary>
public sealed class PaymentPageBlockedException : PaymentProviderException
{
    public PaymentPageBlockedException() { }

    public PaymentPageBlockedException(string message)
        : base(message) { }

    public PaymentPageBlockedException(string message, Exception innerException)
        : base(message, innerException) { }
}
