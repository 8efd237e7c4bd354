namespace LogisticsScreening.Server.PersonalData;

internal static class PersonalDataFeature
{
    /// <summary>The key ring and what stands on it: <see cref="KeyRing"/>, <see cref="FieldCipher"/>, <see cref="BlindIndex"/>, <see cref="EncryptedColumns"/>.</summary>
    public static void AddPersonalData(this WebApplicationBuilder builder, ServerSettings settings)
    {
        builder.Services.AddSingleton(provider => OpenRing(settings.KeysDirectory, provider.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton<FieldCipher>();
        builder.Services.AddSingleton<BlindIndex>();
        builder.Services.AddSingleton<EncryptedColumns>();
        builder.Services.AddSingleton<KeyCheck>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<KeyCheck>());
        builder.Services.AddSingleton<KeyRotation>();
    }

    private static KeyRing OpenRing(string directory, TimeProvider time)
    {
        try
        {
            return KeyRing.Open(directory, time);
        }
        catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"The key ring (LS_KEYS) cannot be opened: {error.Message}", error);
        }
    }
}
