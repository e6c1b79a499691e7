trigger RentalLineTrigger on Rental_Line__c(before insert, after delete) {
    if (Trigger.isBefore) {
        for (Rental_Line__c line : Trigger.new) {
            if (line.Days__c == null) {
                line.Days__c = Fleet_Settings__c.getInstance().Default_Rental_Days__c;
            }
        }
    } else {
        Set<Id> bikeIds = new Set<Id>();
        for (Rental_Line__c line : Trigger.old) {
            bikeIds.add(line.Bike__c);
        }
        List<Bike__c> freed = [SELECT Id, Status__c FROM Bike__c WHERE Id IN :bikeIds AND Status__c = 'Reserved'];
        for (Bike__c bike : freed) {
            bike.Status__c = 'Available';
        }
        update freed;
    }
}
