namespace LogisticsScreening.Server.Registry;

/// <summary>A registration ready to be written: nothing in it can be read without the key ring.</summary>
internal sealed record PreparedRegistration
{
    public required Guid Id { get; init; }
    public required string IdType { get; init; }
    public required byte[] NumberKey { get; init; }
    public required byte[] NumberCipher { get; init; }
    public required byte[]? PhoneKey { get; init; }
    public required byte[] PhoneCipher { get; init; }
    public required byte[] NameCipher { get; init; }
    public required string? Country { get; init; }
    public required DateTimeOffset RegisteredAt { get; init; }
    public required string? ValidUntil { get; init; }
    public required string Status { get; init; }
    public required string? ResponsibleType { get; init; }
    public required byte[]? ResponsibleNumberCipher { get; init; }
    public required byte[]? ResponsibleNameCipher { get; init; }
    public required byte[] ContentKey { get; init; }

    /// <summary>Null where no authority is asked.</summary>
    public byte[]? AskedKey { get; init; }

    public required DateTimeOffset Now { get; init; }

    public override string ToString() => $"registration {Id}";
}
